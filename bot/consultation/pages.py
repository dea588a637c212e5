"""What each page of the form answers."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote

from fastapi import Request, Response

from bot.consultation.draft import Draft
from bot.consultation.form import FieldError, errors_in, read_form
from bot.consultation.forms import Forms, OpenForm
from bot.consultation.memo import draj_memo, hotline_memo
from bot.consultation.posted import Posted, PostedForm
from bot.consultation.rendering import HEADERS, Renderer, go_to
from bot.consultation.views import Views
from bot.consultation.visitors import COOKIE, Tokens, give_cookie, visitor_of
from bot.settings import Settings
from dialogs.catalog import Desk

FORM, CHECK, SEND, DONE, ERASE = (
    "/consultation",
    "/consultation/check",
    "/consultation/send",
    "/consultation/done",
    "/consultation/erase",
)


class Pages:
    """One method a route; the database work runs in the threads of the store."""

    def __init__(  # noqa: PLR0913 - the parts that `consultation_router` has built
        self,
        *,
        forms: Forms,
        tokens: Tokens,
        settings: Settings,
        renderer: Renderer,
        views: Views,
        hotline: Desk,
    ) -> None:
        self._forms = forms
        self._tokens = tokens
        self._settings = settings
        self._renderer = renderer
        self._views = views
        self._texts = views.texts
        self._hotline = hotline

    async def head(self) -> Response:
        """A look at a link changes nothing."""
        return Response(headers=HEADERS)

    async def arrive(self, request: Request, code: str) -> Response:
        """Find out whether cookies come back before the code is used up; the code itself is not looked at yet."""
        visitor = visitor_of(request)
        if visitor.only_looks:
            return self._press_page(code)
        onward = go_to(f"/f/{quote(code, safe='')}/open")
        return onward if visitor.browser else self._with_cookie(onward)

    async def open(self, request: Request, code: str) -> Response:
        """Let a browser in that returns its cookie; anybody else is asked to press a button."""
        visitor = visitor_of(request)
        if not visitor.may_open:
            return self._press_page(code)
        return await self._enter(code, visitor.browser)

    async def press(self, request: Request, code: str) -> Response:
        """The button was pressed: it was a person."""
        visitor = visitor_of(request)
        if visitor.browser:
            return await self._enter(code, visitor.browser)
        return self._with_cookie(go_to(f"/f/{quote(code, safe='')}/open"))

    async def form(self, request: Request) -> Response:
        """The form, filled in."""
        form = await self._current(request)
        if form is None:
            return self._message("no_session", 404)
        return go_to(DONE) if form.reference else self._form_page(request, form.draft)

    async def save(self, request: Request, posted: Posted) -> Response:
        """Keep what was typed, be it right or wrong; go on where nothing is left to mend."""
        if posted is None:
            return self._message("too_large", 413)
        form = await self._trusted(request, posted)
        if form is None:
            return self._message("no_session", 403)
        if form.reference:
            return go_to(DONE)
        draft = read_form(posted, form.draft)
        await self._forms.save(form, draft)
        errors = errors_in(draft)
        return self._form_page(request, draft, errors) if errors else go_to(CHECK)

    async def check(self, request: Request) -> Response:
        """Every answer once more, and the question for consent."""
        form = await self._current(request)
        if form is None:
            return self._message("no_session", 404)
        if form.reference:
            return go_to(DONE)
        errors = errors_in(form.draft)
        return self._form_page(request, form.draft, errors) if errors else self._check_page(request, form.draft)

    async def send(self, request: Request, posted: Posted) -> Response:
        """Send what the person saw and agreed to; a second time changes nothing."""
        form = await self._trusted(request, posted or {})
        if form is None:
            return self._message("no_session", 403)
        errors = errors_in(form.draft)
        if errors and not form.reference:
            return self._form_page(request, form.draft, errors)
        if not (posted or {}).get("consent") and not form.reference:
            return self._check_page(request, form.draft, self._texts.check.no_consent)
        sent = await self._forms.send(visitor_of(request).browser, _first(posted, "version"))
        if sent is not None and not sent.reference:
            return self._check_page(request, sent.draft, self._texts.check.changed)
        return go_to(DONE)

    async def done(self, request: Request) -> Response:
        """The number, what comes next, and the memo."""
        form = await self._current(request)
        if form is None:
            return self._message("no_session", 404)
        return self._done_page(form) if form.reference else go_to(FORM)

    async def ask_erase(self, request: Request) -> Response:
        """Ask before erasing."""
        form = await self._current(request)
        if form is None:
            return self._message("no_session", 404)
        back = DONE if form.reference else FORM
        return self._renderer.page("erase", token=self._token(request), back=back)

    async def erase(self, request: Request, posted: Posted) -> Response:
        """Erase at once, and say so."""
        form = await self._trusted(request, posted or {})
        if form is None:
            return self._message("no_session", 403)
        await self._forms.erase(form)
        erased = self._message("erased")
        erased.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=self._is_secure)
        return erased

    async def asset(self, name: str) -> Response:
        """A file of the pages."""
        return self._renderer.asset(name)

    def busy(self) -> Response:
        """Nothing could be read or kept just now."""
        return self._message("busy", 503)

    @property
    def _is_secure(self) -> bool:
        return self._settings.public_url.startswith("https://")

    def _with_cookie(self, response: Response) -> Response:
        # A form that is opened on the last day is kept as long again once it is sent.
        lifetime = timedelta(days=2 * self._settings.retention_days)
        return give_cookie(response, lifetime=lifetime, secure=self._is_secure)

    async def _enter(self, code: str, browser: str) -> Response:
        is_in = await self._forms.open(code, browser)
        return go_to(FORM) if is_in else self._message("gone", 410)

    async def _current(self, request: Request) -> OpenForm | None:
        browser = visitor_of(request).browser
        return await self._forms.current(browser) if browser else None

    async def _trusted(self, request: Request, posted: PostedForm) -> OpenForm | None:
        """The form of a post that came from one of our own pages."""
        browser = visitor_of(request).browser
        return await self._current(request) if self._tokens.fits(browser, _first(posted, "token")) else None

    def _token(self, request: Request) -> str:
        return self._tokens.token(visitor_of(request).browser)

    def _form_page(self, request: Request, draft: Draft, errors: Sequence[FieldError] = ()) -> Response:
        return self._renderer.page(
            "form",
            422 if errors else 200,
            token=self._token(request),
            sections=self._views.sections(draft, errors),
            errors=[(error.key, self._views.message(error, draft)) for error in errors],
        )

    def _check_page(self, request: Request, draft: Draft, trouble: str = "") -> Response:
        return self._renderer.page(
            "check",
            422 if trouble else 200,
            token=self._token(request),
            version=self._forms.version(draft),
            sections=self._views.rows(draft),
            trouble=trouble,
        )

    def _done_page(self, form: OpenForm) -> Response:
        signs, texts = self._views.signs, self._texts
        return self._renderer.page(
            "done",
            reference=form.reference,
            is_organization=bool(form.draft.value("organization")),
            draj_memo=draj_memo(form.draft, signs, texts, form.reference),
            hotline_memo=hotline_memo(form.draft, signs, texts),
            draj_form_url=self._settings.draj_form_url,
            hotline=self._hotline,
        )

    def _press_page(self, code: str) -> Response:
        return self._renderer.page("press", action=f"/f/{quote(code, safe='')}/open")

    def _message(self, name: str, status: int = 200) -> Response:
        return self._renderer.page("message", status, message=getattr(self._texts.messages, name))


def _first(posted: PostedForm | None, name: str) -> str:
    return (posted or {}).get(name, [""])[0]
