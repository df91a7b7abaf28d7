"""Texts for a made-up library: words as frequent as in real writing, put together as people lay a page
out."""

from random import Random

from lubuk.site.bench.search import word_by_rank

SHORTEST, LONGEST = 2_000, 8_000  # characters of a body
SENTENCES = 4_000  # made once; texts are put together from them, which is much faster than from words


class Prose:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.sentences = [self.sentence() for _ in range(SENTENCES)]

    def words(self, count: int) -> str:
        return " ".join(word_by_rank(self.chance) for _ in range(count))

    def sentence(self) -> str:
        return self.words(self.chance.randint(6, 20)).capitalize() + "."

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.chance.choices(self.sentences, k=sentences))

    def title(self) -> str:
        return self.words(self.chance.randint(3, 8)).capitalize()

    def body(self, mentions: list[int]) -> str:
        """The subset that the sanitiser keeps: headings, paragraphs, lists, a table, mentions of other
        items."""
        parts = [f"<p>{self.paragraph()}</p>"]
        size, wanted = 0, self.chance.randint(SHORTEST, LONGEST)
        while size < wanted:
            parts += [f"<h2>{self.words(3).capitalize()}</h2>", f"<p>{self.paragraph()}</p>", self.block()]
            size += sum(len(part) for part in parts[-3:])
        parts += [f'<p>See <a data-item="{pk}" href="/items/{pk}/">#{pk}</a>.</p>' for pk in mentions]
        return "".join(parts)

    def block(self) -> str:
        if self.chance.random() < 0.2:
            return self.table()
        if self.chance.random() < 0.5:
            return "<ul>" + "".join(f"<li><p>{self.paragraph(1)}</p></li>" for _ in range(4)) + "</ul>"
        return f'<p>{self.paragraph(3)} <a href="https://example.org/{self.words(1)}">{self.words(2)}</a></p>'

    def table(self) -> str:
        row = "<tr>" + "".join(f"<td><p>{self.words(2)}</p></td>" for _ in range(3)) + "</tr>"
        return f"<table><tbody>{row * 4}</tbody></table>"
