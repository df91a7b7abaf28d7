"""What a document says, piece by piece, told as pages: words to search, and HTML to read with its points and tables.

A page is a chapter, for Word knows its pages only when it prints them. The HTML is believed by nobody: whoever keeps it
cleans it as any other (`foundation.richtext.sanitise`).
"""

from __future__ import annotations

from html import escape

from lubuk.shared.attachments.extraction.report import Report

CUT = 3  # headings of this rank and above begin a page
LONG = 30_000  # letters, after which a chapter goes on as a further page


class Chapters:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.heading = ""
        self.words: list[str] = []
        self.html: list[str] = []
        self.letters = 0
        self.open_list = False
        self.tables = 0  # those that are open: what stands in an inner one is text of the outer one's cell
        self.rows: list[list[str]] = []
        self.cell: list[str] = []
        self.has_head = False

    def paragraph(self, text: str, *, rank: int = 0, is_point: bool = False) -> None:
        """`rank` is that of a heading, 1 the highest; 0 is text."""
        said = text.strip()
        if not said:
            return
        if self.tables:
            self.cell.append(said)
        elif 0 < rank <= CUT:
            self.tell()
            self.heading, self.words = said, [said]
        else:
            self.write("h3" if rank else "li" if is_point else "p", said)
            self.count(said)

    def write(self, tag: str, said: str) -> None:
        if (tag == "li") is not self.open_list:
            self.html.append("<ul>" if tag == "li" else "</ul>")
            self.open_list = tag == "li"
        self.html.append(f"<{tag}>{broken(said)}</{tag}>")

    def count(self, said: str) -> None:
        self.words.append(said)
        self.letters += len(said)
        if self.letters > LONG:
            self.tell()

    def begin_table(self) -> None:
        self.tables += 1
        if self.tables == 1:
            self.rows, self.cell, self.has_head = [], [], False

    def begin_row(self) -> None:
        if self.tables == 1:
            self.rows.append([])

    def begin_cell(self) -> None:
        if self.tables == 1:
            self.cell = []

    def end_cell(self) -> None:
        if self.tables == 1 and self.rows:
            self.rows[-1].append("\n".join(self.cell))

    def end_table(self) -> None:
        self.tables = max(0, self.tables - 1)
        rows = [row for row in self.rows if any(row)]
        if self.tables or not rows:
            return
        head, body = (rows[:1], rows[1:]) if self.has_head else ([], rows)
        self.write("table", "")
        self.html[-1] = f"<table>{part('thead', 'th', head)}{part('tbody', 'td', body)}</table>"
        self.rows = []
        self.count("\n".join(" · ".join(filter(None, row)) for row in rows))

    def tell(self, *, although_empty: bool = False) -> None:
        """The page so far, if there is anything on it. What follows stands under the same heading until another."""
        if self.open_list:
            self.html.append("</ul>")
        if self.words or although_empty:
            self.report.page("\n".join(self.words), self.heading, "".join(self.html))
        self.words, self.html, self.letters, self.open_list = [], [], 0, False


def part(tag: str, cell: str, rows: list[list[str]]) -> str:
    if not rows:
        return ""
    lines = ["".join(f"<{cell}>{broken(said)}</{cell}>" for said in row) for row in rows]
    return f"<{tag}>{''.join(f'<tr>{line}</tr>' for line in lines)}</{tag}>"


def broken(said: str) -> str:
    return escape(said).replace("\n", "<br>")
