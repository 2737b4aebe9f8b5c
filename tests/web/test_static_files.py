import gzip
import os
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.web.static_files import Assets

SCRIPT = "let answer = 42;\n" * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.js").write_text(SCRIPT)
    (tmp_path / "inter-latin-ABCD1234.woff2").write_bytes(b"wOF2")
    return tmp_path


@pytest.fixture
def assets(folder: Path) -> Assets:
    return Assets(folder)


@pytest.fixture
def client(assets: Assets) -> TestClient:
    return TestClient(Starlette(routes=[Mount("/static", assets)]))


def test_a_file_is_cached_permanently_at_the_address_that_names_its_content(assets: Assets, client: TestClient) -> None:
    answer = client.get(assets.url("dist/app.js"))
    assert answer.text == SCRIPT
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_at_any_other_address_is_asked_for_again(client: TestClient) -> None:
    for address in ("/static/dist/app.js", "/static/dist/app.js?v=000000000000"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"


def test_a_font_with_a_hash_in_its_name_is_cached_permanently(client: TestClient) -> None:
    assert "immutable" in client.get("/static/inter-latin-ABCD1234.woff2").headers["Cache-Control"]


def test_a_file_is_read_once_for_the_address_that_names_its_content(
    assets: Assets, folder: Path, client: TestClient
) -> None:
    script, font = assets.url("dist/app.js"), "/static/inter-latin-ABCD1234.woff2"
    for address in (script, font):
        first = client.get(address)
        folder.joinpath(address.removeprefix("/static/").split("?")[0]).write_bytes(b"no longer read")
        again = client.get(address)
        assert (again.content, dict(again.headers)) == (first.content, dict(first.headers))


def test_only_one_address_of_a_file_is_kept(assets: Assets, folder: Path, client: TestClient) -> None:
    """Else a stranger could fill the memory with as many copies as there are addresses."""
    for address in (
        assets.url("dist/app.js") + "&x=1",
        "/static/inter-latin-ABCD1234.woff2?x=1",
        "/static/dist/app.js",
    ):
        assert client.get(address).status_code == 200
        folder.joinpath(address.removeprefix("/static/").split("?")[0]).write_bytes(b"read again")
        assert client.get(address).content == b"read again"


def test_a_part_of_a_file_that_is_kept_is_still_a_part(assets: Assets, client: TestClient) -> None:
    address = assets.url("dist/app.js")
    whole = client.get(address)
    assert client.get(address, headers={"Range": "bytes=0-2"}).text == "let"
    assert client.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert client.head(address).headers["Content-Length"] == str(len(SCRIPT))


def test_a_changed_file_gets_another_address(assets: Assets, folder: Path) -> None:
    before = assets.url("dist/app.js")
    file = folder / "dist" / "app.js"
    file.write_text("let answer = 43;\n")
    os.utime(file, (1, 1))
    assert assets.url("dist/app.js") != before


def test_files_compressed_by_the_build_are_sent_to_clients_that_accept_them(folder: Path, client: TestClient) -> None:
    (folder / "dist" / "app.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    packed = client.get("/static/dist/app.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/static/dist/app.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "javascript" in packed.headers["Content-Type"]
    assert int(packed.headers["Content-Length"]) < len(SCRIPT)
    assert "Content-Encoding" not in plain.headers
    assert packed.text == plain.text == SCRIPT
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_known_file_is_answered_with_304(client: TestClient) -> None:
    etag = client.get("/static/dist/app.js").headers["ETag"]
    assert client.get("/static/dist/app.js", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["nothing.js", "dist", "../pyproject.toml", "%2e%2e/pyproject.toml", "a" * 300])
def test_what_is_not_a_file_of_the_folder_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_the_address_of_a_missing_file_is_an_error_at_once(assets: Assets) -> None:
    with pytest.raises(FileNotFoundError):
        assets.url("dist/nothing.js")


def test_a_star_matches_the_hash_of_a_name_and_nothing_longer(assets: Assets, folder: Path) -> None:
    (folder / "inter-latin-ext-ABCD1234.woff2").write_bytes(b"wOF2")
    assert assets.url("inter-latin-*.woff2") == "/static/inter-latin-ABCD1234.woff2"


def test_a_pattern_that_matches_two_files_is_an_error(assets: Assets, folder: Path) -> None:
    (folder / "inter-latin-EFGH5678.woff2").write_bytes(b"wOF2")
    with pytest.raises(FileNotFoundError, match="EFGH5678"):
        assets.url("inter-latin-*.woff2")
