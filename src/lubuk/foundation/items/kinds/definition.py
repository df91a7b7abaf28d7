"""The shape of a kind and of a flow. docs/packs.md explains every word."""

from __future__ import annotations

from dataclasses import dataclass, field

from lubuk.foundation.labels import Labels, in_language


@dataclass(frozen=True)
class Condition:
    """Another field of the kind has one of these answers."""

    field: str
    answers: tuple[str, ...]  # keys of choices; "yes" and "no"


@dataclass(frozen=True)
class FieldDefinition:
    name: str
    type: str
    label: Labels
    help: Labels = field(default_factory=dict)
    example: Labels = field(default_factory=dict)
    required: str = ""  # "", "begin", "publish" or the name of a step
    required_when: Condition | None = None  # required only then
    when: Condition | None = None  # asked for and shown only then
    weight: float = 1.0  # in search, beside a body of 1
    dublin_core: str = ""
    choices: tuple[tuple[str, Labels], ...] = ()
    columns: tuple[FieldDefinition, ...] = ()
    many: bool = False  # of a person, unit, subject, item or file: several
    of: tuple[str, ...] = ()  # of an item: kinds, none for all
    currency: str = ""  # of money: the one that is chosen at first
    accept: tuple[str, ...] = ()  # files: formats or families of formats; all when empty

    def __str__(self) -> str:
        return in_language(self.label)


@dataclass(frozen=True)
class State:
    name: str
    label: Labels
    counts_as: str  # "draft", "review", "published" or "withdrawn"
    is_end: bool = False

    def __str__(self) -> str:
        return in_language(self.label)


@dataclass(frozen=True)
class Step:
    name: str
    label: Labels
    sources: tuple[str, ...]
    to: str
    by: tuple[str, ...]  # role phrases
    not_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # fields that must be filled
    ask_reason: bool = False
    approvals: int = 1  # people who have to take it before it is taken
    approvals_of: tuple[str, ...] = ()  # role phrases: one approval by each; empty: whoever may

    def __str__(self) -> str:
        return in_language(self.label)

    @property
    def asks_several(self) -> bool:
        return self.approvals > 1


@dataclass(frozen=True)
class Reminder:
    """When a text has stayed in a state for so many days without an act, these people are told."""

    state: str
    days: int
    tell: str  # a role phrase


@dataclass(frozen=True)
class Flow:
    name: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    reminders: tuple[Reminder, ...] = ()
    label: Labels = field(default_factory=dict)  # a flow may go without: those who shape kinds read its key

    def __str__(self) -> str:
        return in_language(self.label) or self.name

    @property
    def first(self) -> State:
        return self.states[0]

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def steps_from(self, state: str) -> list[Step]:
        return [step for step in self.steps if state in step.sources]

    def days_until_reminded(self, state: str) -> int | None:
        days = [reminder.days for reminder in self.reminders if reminder.state == state]
        return min(days, default=None)

    def publishing_steps(self) -> list[Step]:
        return [step for step in self.steps if self.state(step.to).counts_as == "published"]

    def withdraws(self, step: Step) -> bool:
        """Whether it takes a page away from its readers."""
        from_readers = any(self.state(name).counts_as == "published" for name in step.sources)
        return from_readers and self.state(step.to).counts_as == "withdrawn"


@dataclass(frozen=True, eq=False)  # one object a definition: it is its own key in caches
class Kind:
    key: str
    names: Labels
    plurals: Labels
    purposes: Labels
    flow: Flow
    icon: str = "file-text"
    number: str = ""
    layer: str = "peer"  # or "curated"
    default_audience: str = "institution"
    audiences: tuple[str, ...] = ("people", "unit", "institution", "institutions", "public")
    begin: tuple[str, ...] = ("staff",)
    offers: frozenset[str] = frozenset({"versions"})
    check_again_months: int = 0  # 0: never asked again
    has_body: bool = True
    body_label: Labels = field(default_factory=dict)
    body_help: Labels = field(default_factory=dict)
    title_help: Labels = field(default_factory=dict)
    fields: tuple[FieldDefinition, ...] = ()
    complete: tuple[str, ...] = ()
    register_columns: tuple[str, ...] = ()
    register_sort: str = ""  # a column, with "-" in front when the last comes first
    register_facets: tuple[str, ...] = ()
    retention: str = ""  # a code of the retention schedule
    closes: str = ""  # the field, a day or a period, whose day closes the matter that the item is about
    pack: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def plural(self) -> str:
        return in_language(self.plurals)

    @property
    def purpose(self) -> str:
        return in_language(self.purposes)

    def field(self, name: str) -> FieldDefinition | None:
        return next((f for f in self.fields if f.name == name), None)

    def does_offer(self, behaviour: str) -> bool:
        return behaviour in self.offers
