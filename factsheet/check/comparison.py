"""What the work on one loose sheet needs: the article, what the program finds in it, and the findings so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from factsheet.check.anchor import Anchors, Place, negates
from factsheet.check.codes import finding
from factsheet.check.written import Given
from factsheet.schema import Check, FactSheet, Span
from factsheet.text import Document


@dataclass
class Comparison:
    """A loose sheet beside the article: what was looked up so far, and what was found wrong."""

    doc: Document
    fresh: FactSheet
    anchors: Anchors = field(init=False)
    found: list[Check] = field(default_factory=list)
    taken: dict[str, set[int]] = field(default_factory=dict)
    """Beginnings of places that facts of a kind already have."""

    def __post_init__(self) -> None:
        self.anchors = Anchors(self.doc)

    def tell(self, code: str, given: Given, spans: Iterable[Span] = (), facts: Iterable[str] = (), **told: str) -> None:
        """Add a finding about an entry of the given sheet."""
        self.found.append(finding(code, spans, facts, where=given.where, **told))

    def place(self, given: Given, text: str, near: int | None, fact: str) -> Place | None:
        """The place of a text, told with its tier; None, told too, where the article does not have it."""
        taken = self.taken.setdefault(given.where.split("[")[0], set())
        place = self.anchors.find(text, near, taken)
        if place is None:
            both = self.anchors.joined(text)
            if both:
                self.tell("joined_places", given, both, text=text)
                return None
            nearest = self.anchors.nearest(text)
            code = "changed_number" if nearest and nearest.number else "not_verbatim"
            if code == "not_verbatim" and nearest and negates(nearest.differs):
                code = "changed_negation"
            told = {"differs": nearest.differs} if nearest else {}
            self.tell(code, given, [nearest.span] if nearest else (), text=text, **told)
            return None
        taken.add(place.span.start)
        self.tell(f"anchored_{place.tier}", given, [place.span], [fact], text=text)
        if place.places > 1 and near is None:
            self.tell("several_places", given, [place.span], [fact], places=str(place.places))
        return place

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins, stretched to its end."""
        sentence = self.doc.sentence_at(span.start)
        return self.doc.span(min(sentence.start, span.start), max(sentence.end, span.end))

    def role(self, given: Given, role: str | None, name: str, id: str) -> str | None:
        """A role that stands in a sentence with the name; None, told, where the article has it elsewhere or not."""
        if not role:
            return None
        places = self.anchors.all(role)
        if not places:
            self.tell("not_verbatim", given, (), [id], text=role)
            return None
        known = [m for o in self.fresh.officials if o.name == name for m in o.mentions]
        sentences = {self.doc.sentence_at(s.start).start for s in (*known, *self.anchors.all(name))}
        if sentences and not any(self.doc.sentence_at(place.start).start in sentences for place in places):
            self.tell("role_elsewhere", given, places[:1], [id], text=role)
            return None
        return role
