"""Countries: codes, usual names, flags, and what a wrong code may mean."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.countries import codes, flag, known, name, named, nearest
from dateline.errors import CountryError


@pytest.mark.parametrize(
    ("code", "usual"),
    [
        ("KOR", "South Korea"),
        ("PRK", "North Korea"),
        ("USA", "United States"),
        ("RUS", "Russia"),
        ("GBR", "United Kingdom"),
        ("CIV", "Côte d’Ivoire"),
        ("TUR", "Türkiye"),
        ("CZE", "Czechia"),
        ("NAM", "Namibia"),
        ("TTO", "Trinidad and Tobago"),
        ("HKG", "Hong Kong"),
        ("MMR", "Myanmar"),
        ("COD", "DR Congo"),
        ("COG", "Republic of the Congo"),
        ("PSE", "Palestine"),
    ],
)
def test_a_country_has_its_usual_english_name(code: str, usual: str) -> None:
    """Readers see the name that they use, not the formal one."""
    assert name(code) == usual


@pytest.mark.parametrize(
    ("locale", "usual"), [("de", "Südkorea"), ("pt-BR", "Coreia do Sul"), ("pt_BR", "Coreia do Sul"), ("ko", "대한민국")]
)
def test_a_name_follows_the_language(locale: str, usual: str) -> None:
    """Names come in the reader's language, with either way of writing it."""
    assert name("KOR", locale) == usual


@pytest.mark.parametrize("locale", ["", "xx", "../x", "zz-ZZ", "en-GB", "en_US"])
def test_a_name_is_our_english_one_where_the_language_is_unknown_or_english(locale: str) -> None:
    """A strange locale never fails, and every English is the same."""
    assert name("HKG", locale) == "Hong Kong"


def test_every_code_has_a_name_of_its_own_and_a_flag() -> None:
    """No two countries look the same in a picker."""
    assert len(codes()) == 249 + 8
    assert len({name(code) for code in codes()}) == len(codes())
    assert len({flag(code) for code in codes()}) == len(codes()) - 1  # CS stood for Czechoslovakia, later for Serbia and Montenegro
    assert list(codes()) == sorted(codes())


def test_a_state_that_is_no_more_has_its_code_and_name() -> None:
    """The Soviet Union is not Russia; a state that was only renamed has the code of today."""
    assert known("SUN") and name("SUN") == "Soviet Union"
    assert (named("U.S.S.R."), named("Zaire"), named("Südkorea"), named("Korea, Republic of")) == ("SUN", "COD", "KOR", "KOR")
    assert named("Atlantis") == ""


def test_a_flag_is_the_pair_of_regional_indicators() -> None:
    """The letters of the alpha-2 code, moved to the indicator symbols."""
    assert (flag("KOR"), flag("USA")) == ("🇰🇷", "🇺🇸")


@pytest.mark.parametrize("code", ["ZZZ", "UK", "kor", "KOR ", "", "NA", "XKX"])
def test_what_is_not_an_alpha_3_code_is_unknown(code: str) -> None:
    """Only the exact code counts; nothing is guessed into the table."""
    assert not known(code)
    with pytest.raises(CountryError, match="not in ISO 3166-1; write"):
        name(code)
    with pytest.raises(CountryError, match="not in ISO 3166-1; write"):
        flag(code)


def test_an_unknown_code_is_answered_with_the_likely_one() -> None:
    """The message says what to write."""
    with pytest.raises(CountryError) as caught:
        name("UK")
    assert str(caught.value) == "country 'UK' is not in ISO 3166-1; write GBR"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("UK", ("GBR",)),
        ("USA ", ("USA",)),
        ("usa", ("USA",)),
        ("US", ("USA",)),
        ("KR", ("KOR",)),
        ("410", ("KOR",)),
        ("Korea", ("KOR", "PRK")),
        ("Congo", ("COG", "COD")),
        ("North Korea", ("PRK",)),
        ("GER", ("DEU",)),
        ("Burma", ("MMR",)),
        ("Turkey", ("TUR",)),
        ("cote d'ivoire", ("CIV",)),
        ("Russai", ("RUS",)),
        ("Untied States", ("USA",)),
        ("ZZZ", ()),
        ("", ()),
        ("\0", ()),
    ],
)
def test_a_wrong_code_has_its_likely_ones(text: str, likely: tuple[str, ...]) -> None:
    """Codes of other kinds, names and slips of the hand are led to the code."""
    assert nearest(text) == likely


def test_names_that_many_countries_share_bring_the_shortest_names_first() -> None:
    """Five suggestions hold the likely ones."""
    assert {"USA", "GBR"} <= set(nearest("united")) and len(nearest("united")) == 5


@pytest.mark.parametrize("code", codes())
def test_a_name_leads_back_to_its_code(code: str) -> None:
    """Whoever types the name that is shown is given its code first."""
    assert nearest(name(code))[0] == nearest(code)[0] == code


@given(st.text(max_size=200))
def test_any_text_has_at_most_five_known_suggestions(text: str) -> None:
    """Suggestions never fail and are always codes."""
    likely = nearest(text)
    assert len(likely) <= 5 and all(known(code) for code in likely)


def test_importing_countries_reads_no_code_list() -> None:
    """The lists are read on first use, so that a command without countries starts at once."""
    program = "import sys, dateline.countries; print(sorted({'pycountry', 'babel'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
