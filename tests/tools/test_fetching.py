"""Pages are fetched from public machines alone, within bounds of time and size, by the rules of
the site."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator

import pytest

from domain import WebUnavailable
from tests.model.self_signed import self_signed
from tests.web.site import Served, Site, page
from tools.web.addresses import Addresses, is_public
from tools.web.fetching import MOST_BYTES, USER_AGENT, Fetcher, decode

HELLO = page("Acme makes anvils in Ohio and has done so for a long time.")


def fetcher() -> Fetcher:
    return Fetcher(Addresses(loopback=True))


def refusal(site: Site, path: str) -> str:
    with pytest.raises(WebUnavailable) as error:
        fetcher().get(site.url(path))
    return str(error.value)


def test_a_page_is_fetched_by_an_honest_name_without_cookies() -> None:
    pages: dict[str, Served | str] = {
        "/a": Served(HELLO, headers={"Set-Cookie": "id=1"}),
        "/b": HELLO,
    }
    with Site(pages) as site:
        one = fetcher()
        assert "anvils" in one.get(site.url("/a")).text
        assert "anvils" in one.get(site.url("/b")).text
        assert site.agents == {USER_AGENT}
        assert set(site.cookies) == {""}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "::127.0.0.1",
        "no address",
    ],
)
def test_an_address_inside_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://acme.com/a",
        "gopher://acme.com/",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@acme.com/",
        "http://acme.com:22/",
        "http://acme.com:8080/",
        "https://acme.com:99999/",
        "http://[::1/",
        "http://acme.com/" + "a" * 3000,
    ],
)
def test_what_is_no_web_page_is_not_asked_for(url: str) -> None:
    with pytest.raises(WebUnavailable):
        Fetcher(Addresses(lambda _name, _port: ["8.8.8.8"])).get(url)


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "http://localhost.example:22/",
    ],
)
def test_a_redirect_into_a_network_is_not_followed(target: str) -> None:
    with Site({"/a": Served(status=302, headers={"Location": target})}) as site:
        assert refusal(site, "/a")


def test_this_machine_is_out_of_reach_unless_a_test_allows_it() -> None:
    with Site({"/a": HELLO}) as site, pytest.raises(WebUnavailable):
        Fetcher(Addresses()).get(site.url("/a"))
    assert site.asked == []


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    addresses = Addresses(lambda _name, _port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(WebUnavailable, match="not on the public internet"):
        addresses.pin("acme.com", 80, 1)


def test_a_name_that_changes_its_address_leads_nowhere_else() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    addresses = Addresses(lambda _name, _port: next(answers))
    assert addresses.pin("acme.com", 443, 1) == "8.8.8.8"
    assert addresses.pin("ACME.com.", 80, 1) == "8.8.8.8"


def test_a_name_that_cannot_be_looked_up_is_said_so() -> None:
    def lost(name: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(WebUnavailable, match="cannot be found"):
        Addresses(lost).pin("acme.com", 443, 1)


def test_redirects_are_followed_five_times_and_no_more() -> None:
    pages: dict[str, Served | str] = {
        f"/{n}": Served(status=301, headers={"Location": f"/{n + 1}"}) for n in range(6)
    }
    with Site({**pages, "/6": HELLO}) as site:
        assert "anvils" in fetcher().get(site.url("/1")).text
        assert fetcher().get(site.url("/1")).url.endswith("/6")
        assert "redirects too often" in refusal(site, "/0")


def test_a_circle_of_redirects_ends() -> None:
    with Site({"/a": Served(status=302, headers={"Location": "/a"})}) as site:
        assert "redirects too often" in refusal(site, "/a")


def test_a_server_that_drips_is_left_when_the_time_is_over() -> None:
    def drips() -> Iterator[bytes]:
        for _ in itertools.count():
            yield b"a"

    seconds = itertools.count()
    with Site({"/a": Served(drips), "/robots.txt": Served(status=404)}) as site:
        late = Fetcher(Addresses(loopback=True), clock=lambda: next(seconds) / 4)
        with pytest.raises(WebUnavailable, match="took too long"):
            late.get(site.url("/a"))


def test_of_a_page_without_end_the_first_part_is_read() -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"<p>Acme makes anvils.</p>" * 40_000

    with Site({"/a": Served(endless)}) as site:
        fetched = fetcher().get(site.url("/a"))
        assert fetched.truncated
        assert len(fetched.text.encode()) <= MOST_BYTES


def test_a_page_that_unpacks_without_end_is_unpacked_in_part() -> None:
    bomb = gzip.compress(b"<p>Acme.</p>" * 20_000_000)
    with Site({"/a": Served(bomb, headers={"Content-Encoding": "gzip"})}) as site:
        fetched = fetcher().get(site.url("/a"))
        assert fetched.truncated
        assert len(fetched.text) <= MOST_BYTES


def test_a_packed_page_is_unpacked() -> None:
    packed = gzip.compress(HELLO.encode())
    with Site({"/a": Served(packed, headers={"Content-Encoding": "gzip"})}) as site:
        assert fetcher().get(site.url("/a")).text == HELLO


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate"])
def test_what_is_packed_in_another_way_is_refused(encoding: str) -> None:
    with Site({"/a": Served(b"\x00" * 99, headers={"Content-Encoding": encoding})}) as site:
        assert "compressed" in refusal(site, "/a")


def test_what_says_it_is_packed_and_is_not_is_refused() -> None:
    with Site({"/a": Served(HELLO, headers={"Content-Encoding": "gzip"})}) as site:
        assert refusal(site, "/a")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "", None])
def test_only_pages_are_read_and_the_type_is_looked_at_first(kind: str | None) -> None:
    asked: list[bytes] = []

    def body() -> Iterator[bytes]:
        for _ in range(50):
            asked.append(b"x" * 100_000)
            yield asked[-1]

    with Site({"/a": Served(body, kind=kind)}) as site:
        assert "no web page" in refusal(site, "/a")
    assert len(asked) < 50


def test_binary_data_that_says_it_is_a_page_is_refused() -> None:
    with Site({"/a": Served(bytes(range(256)) * 40)}) as site:
        assert "no text" in refusal(site, "/a")


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "refuses"), (404, "no such page"), (410, "gone"), (429, "busy"), (500, "failed (500)")],
)
def test_a_status_is_told_in_words(status: int, words: str) -> None:
    with Site({"/a": Served(HELLO, status=status)}) as site:
        assert words in refusal(site, "/a")


def test_a_site_that_asks_programs_to_stay_away_is_left_alone() -> None:
    rules = "User-agent: *\nDisallow: /private\n"
    with Site({"/private/a": HELLO, "/a": HELLO, "/robots.txt": Served(rules)}) as site:
        assert "robots.txt" in refusal(site, "/private/a")
        assert "/private/a" not in site.asked
        assert fetcher().get(site.url("/a"))


def test_a_site_whose_rules_cannot_be_had_is_left_alone() -> None:
    with Site({"/a": HELLO, "/robots.txt": Served(status=503)}) as site:
        assert "robots.txt" in refusal(site, "/a")


def test_a_site_whose_certificate_nobody_vouches_for_is_not_read() -> None:
    tls = self_signed()
    if tls is None:
        pytest.skip("no package that makes certificates is installed")
    with Site({"/a": HELLO}, tls=tls) as site:
        assert refusal(site, "/a") == "its certificate is not valid"
        assert site.asked == []


def test_a_server_that_is_not_there_is_said_so() -> None:
    with Site({}) as site:
        gone = site.url("/a")
    with pytest.raises(WebUnavailable, match="cannot be reached"):
        fetcher().get(gone)


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("Zürich".encode(), "", "Zürich"),
        ("Zürich".encode("latin-1"), "iso-8859-1", "Zürich"),
        ("Zürich".encode("cp1252"), "", "Zürich"),
        ("Zürich".encode(), "iso-8859-1", "Zürich"),
        ("Zürich".encode("latin-1"), "no-such-charset", "Zürich"),
        ("Zürich".encode("utf-16"), "", "Zürich"),
        (
            '<meta charset="shift_jis">東京'.encode("shift_jis"),
            "",
            '<meta charset="shift_jis">東京',
        ),
        (b"", "", ""),
    ],
)
def test_a_page_is_read_in_the_letters_it_is_written_in(
    body: bytes, charset: str, text: str
) -> None:
    assert decode(body, charset) == text
