"""The places of a file of others: each once, with an id."""

from dataclasses import dataclass, field

from dateline.imports.plain import kebab
from dateline.imports.row_reading import Where


@dataclass
class Places:
    """Rows of the place table so far."""

    rows: list[dict[str, str]] = field(default_factory=list)
    _ids: dict[Where, str] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def id_of(self, where: Where) -> str:
        """The id of a place; a new one gets a row."""
        if where not in self._ids:
            self._ids[where] = self._new(where)
        return self._ids[where]

    def _new(self, where: Where) -> str:
        at = f"{where.latitude:.4f}, {where.longitude:.4f}"
        base = kebab(where.name) or kebab(f"{'n' if where.latitude >= 0 else 's'} {at} {'e' if where.longitude >= 0 else 'w'}") or "place"
        self._taken[base] = self._taken.get(base, 0) + 1
        place_id = base if self._taken[base] == 1 else f"{base}-{self._taken[base]}"
        while place_id in self._taken and place_id != base:
            place_id += "-x"
        self._taken.setdefault(place_id, 1)
        latitude, longitude = _degrees(where.latitude), _degrees(where.longitude)
        self.rows.append({
            "place_id": place_id, "name": where.name or f"{latitude}, {longitude}", "country": where.country, "latitude": latitude,
            "longitude": longitude, "precision": where.precision, "radius_km": f"{where.radius_km:g}", "basis": where.basis,
        })  # fmt: skip
        return place_id


def _degrees(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
