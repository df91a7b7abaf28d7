"""The field that every kind has which offers attachments. Its name can't be given to a field in a pack."""

from lubuk.foundation.items.kinds.definition import FieldDefinition

FILES = FieldDefinition(
    name="_files",
    type="file",
    label={"en": "Files", "id": "Berkas"},
    help={
        "en": "Forms, drawings, tables, recordings: what the reader needs besides the text.",
        "id": "Formulir, gambar, tabel, rekaman: yang diperlukan pembaca selain teksnya.",
    },
    many=True,
)


def with_files(fields: tuple[FieldDefinition, ...], offers: frozenset[str]) -> tuple[FieldDefinition, ...]:
    return (*fields, FILES) if "attachments" in offers else fields
