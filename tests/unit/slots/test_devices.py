import pytest

from tests.unit.slots.conftest import Read

DEVICES = [
    ("外付けHDDが認識しません", "外付けHDD"),
    ("外付けハードディスクが壊れた", "外付けハードディスク"),
    ("外付HDDです", "外付HDD"),
    ("ポータブルSSDが読めない", "ポータブルSSD"),
    ("2TBの外付けHDDが動かない", "2TBの外付けHDD"),
    ("USBﾒﾓﾘｶﾞ ｵﾚﾀ", "USBメモリ"),
    ("USBが認識しない", "USBメモリ"),
    ("ＵＳＢメモリ", "USBメモリ"),
    ("マイクロSDカードが読めない", "マイクロSDカード"),
    ("一眼のSDカードを初期化した", "一眼のSDカード"),
    ("iPhone13をトイレに落とした", "iPhone13"),
    ("iPhone 14 Pro Maxが起動しない", "iPhone 14 Pro Max"),
    ("すまほがこわれた", "スマホ"),
    ("スマートフォンが水没", "スマートフォン"),
    ("Androidのスマホが動かない", "Androidのスマホ"),
    ("Xperiaの電源が入らない", "Xperia"),
    ("ガラケーが壊れた", "ガラケー"),
    ("古い携帯の写真を見たい", "古い携帯"),
    ("iPadが割れた", "iPad"),
    ("ノートパソコンが起動しない", "ノートパソコン"),
    ("のーとぱそこんがうごかない", "ノートパソコン"),
    ("MacBook Proに水をこぼした", "MacBook Pro"),
    ("QNAPが暗号化されました", "QNAP"),
    ("会社のNASが壊れた", "会社のNAS"),
    ("RAID5のサーバーが落ちた", "RAID5のサーバー"),
    ("ファイルサーバが起動しない", "ファイルサーバ"),
    ("デジカメのデータが消えた", "デジカメ"),
    ("ドラレコの映像が見たい", "ドラレコ"),
    ("ブルーレイレコーダーの録画が消えた", "ブルーレイレコーダー"),
    ("ボイスレコーダーが壊れた", "ボイスレコーダー"),
    ("スマホから打っています。壊れたのはノートPCです", "ノートPC"),
    ("パソコンに挿したUSBメモリが認識しません", "USBメモリ"),
    ("主人のパソコンのデータ復旧を頼みました", "パソコン"),
    ("新しいパソコンに外付けHDDをつないだら認識しない", "外付けHDD"),
    ("LinkStationが赤点滅", "LinkStation"),
    ("Surfaceが起動しません", "Surface"),
]
NONE = [
    "パソコン修理店に行きました",
    "スマホから送っています",
    "スマホ修理の店です",
    "データが消えました",
    "携帯は090-0000-1111です",
    "HDD復旧の業者です",
    "asdfghjkl",
    "スマホで検索しました",
    "パソコン教室に通っています",
]


@pytest.mark.parametrize(("text", "device"), DEVICES)
def test_reads_the_device_in_trouble(read: Read, text: str, device: str) -> None:
    assert read("device", text) == device


@pytest.mark.parametrize("text", NONE)
def test_other_mentions_are_none(read: Read, text: str) -> None:
    assert read("device", text) is None
