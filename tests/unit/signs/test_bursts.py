from dialogs.conversation import SIGN_CODES
from dialogs.signs.detector import Detector
from tests.unit.signs.conftest import Codes


def test_a_sign_may_come_from_the_whole_burst(detector: Detector) -> None:
    burst = ("電話がきて", "今日のうちなら", "3割引くって")
    finding = next(finding for finding in detector.detect(burst).findings if finding.sure)
    assert finding.code == "P"
    assert finding.quote == burst[finding.message][finding.start : finding.end]


def test_a_post_and_the_answer_to_it(codes: Codes) -> None:
    assert codes("外付けが壊れたってつぶやいた", "知らない業者からDM来た") == {"1c"}


def test_two_unrelated_messages_make_no_sign(codes: Codes) -> None:
    assert codes("今日中に病院に行きます", "業者の契約書は手元にあります") == set()


def test_no_word_reaches_over_two_messages(codes: Codes) -> None:
    assert codes("業者の話だと全", "額です") == set()


def test_an_empty_burst(detector: Detector) -> None:
    assert detector.detect(()).findings == ()
    assert detector.detect(("", "\n")).findings == ()


def test_a_named_sign_is_taken_back(detector: Detector) -> None:
    reading = detector.detect(("すみません、さっきの『今日中』は私の聞き違いでした",))
    assert reading.findings == ()
    assert reading.retracted == {"P"}


def test_a_sign_that_is_taken_back_in_the_same_burst_is_none(detector: Detector) -> None:
    reading = detector.detect(("業者に今日中に払えと言われた", "ごめん、今日中というのは聞き間違いでした"))
    assert reading.findings == ()
    assert "P" in reading.retracted


def test_another_trade_takes_back_what_was_said_of_it(detector: Detector) -> None:
    reading = detector.detect(("今日中に払えって言われてます", "すみません、それは水道の修理屋さんの話です"))
    assert reading.findings == ()
    assert reading.retracted == {"P"}


def test_taking_back_what_is_not_named_takes_everything_back(detector: Detector) -> None:
    assert detector.detect(("すみません、それは水道の修理屋さんの話です",)).retracted == set(SIGN_CODES)


def test_a_corrected_sum_takes_nothing_back(detector: Detector) -> None:
    assert detector.detect(("さっきの30万は13万の書き間違いでした",)).retracted == set()


def test_wanting_to_cancel_takes_nothing_back(detector: Detector) -> None:
    assert detector.detect(("やっぱり契約を取り消したいです",)).retracted == set()
