"""The system of country codes is decided for the column, never the cell."""

import pytest

from dateline.imports.codes import decide, read


@pytest.mark.parametrize(
    ("column", "system"),
    [
        (["KOR", "USA"], "iso3"), (["KR", "DE", "US"], "iso2"), (["US", "KS", "AS", "RS", "CH"], "fips"), (["840", "410", "4"], "numeric"),
        (["652.0", "700.0", "369.0"], "gwno"), (["Syria", "Südkorea"], "names"), (["USA", "USSR", "FRANCE", "UK"], "names"),
    ],
)  # fmt: skip
def test_the_values_of_a_column_decide_its_system(column: list[str], system: str) -> None:
    """By how many of them each system can read."""
    assert decide(column).system == system


def test_a_column_that_two_systems_read_otherwise_names_the_rival() -> None:
    """CH is Switzerland or China: somebody must say."""
    assert decide(["US", "CH"]).rival == "fips"
    assert decide(["US", "IN"]).rival == ""


@pytest.mark.parametrize(
    ("text", "system", "alpha3"),
    [
        ("KS", "fips", "KOR"), ("AS", "fips", "AUS"), ("AS", "iso2", "ASM"), ("GZ", "fips", "PSE"), ("365", "gwno", "RUS"),
        ("315", "gwno", "CSK"),
        ("ROM", "cameo", "ROU"), ("EUR", "cameo", ""), ("SU", "gcat", "SUN"), ("I-ESA", "gcat", ""), ("KR", "gcat", "KOR"),
        ("PAKIST", "nuclear", "PAK"), ("4", "numeric", "AFG"), ("Atlantis", "names", None), ("KS", "iso2", None),
    ],
)  # fmt: skip
def test_a_code_is_read_in_its_system(text: str, system: str, alpha3: str | None) -> None:
    """Empty for a region, None for what is unknown."""
    assert read(text, system) == alpha3


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("Korea, Republic of", "KOR"), ("Republic of China", "TWN"), ("China, People’s Republic of", "CHN"), ("U.S.S.R.", "SUN"),
        ("united-kingdom", "GBR"), ("Yemen (North Yemen)", "YEM"), ("German Democratic Republic", "DDR"), ("Россия", "RUS"),
        ("日本", "JPN"), ("Czechoslovakia", "CSK"), ("Myanmar (Burma)", "MMR"), ("Macedonia, Former Yugoslav Republic of", "MKD"),
    ],
)  # fmt: skip
def test_names_of_many_languages_and_of_states_that_are_no_more_are_read(name: str, alpha3: str) -> None:
    """The Soviet Union is not Russia."""
    assert read(name, "names") == alpha3
