# The service in one image: only wheels of the lock, no compiler, no pip in what runs.

FROM python:3.13-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
COPY requirements/build.txt requirements/run.txt requirements/
RUN python -m venv --without-pip /opt/hitoiki \
    && pip --python /opt/hitoiki install --require-hashes --only-binary :all: -r requirements/run.txt \
    && pip install --require-hashes --only-binary :all: -r requirements/build.txt
COPY . .
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && pip --python /opt/hitoiki install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
# The only place that is written is /data, so the rest may be mounted read-only.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin hitoiki \
    && install --directory --owner=hitoiki --mode=0700 /data
COPY --from=build /opt/hitoiki /opt/hitoiki
ENV PATH=/opt/hitoiki/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HITOIKI_DATA_DIR=/data \
    MPLCONFIGDIR=/data/matplotlib \
    HOST=0.0.0.0 \
    PORT=8080
USER 10001
WORKDIR /opt/hitoiki
VOLUME /data
EXPOSE 8080
# http.client, because urllib would go through a proxy that the environment names.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "\
import http.client, os, sys; \
service = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); \
service.request('GET', '/healthz'); \
sys.exit(service.getresponse().status != 200)"]
CMD ["hitoiki", "serve"]
