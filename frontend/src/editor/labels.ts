/**
 * Every word the editor shows, in English. A page overrides them with
 * <script type="application/json" id="editor-labels">{…}</script>; src/lubuk/ui/editor.py has the
 * same keys for translation, and a test compares the two.
 */
const english = {
  toolbar: "Format text",
  help: "Press Alt and F10 for the toolbar, Escape to come back. Type @ for a person, [[ for an item.",
  placeholder: "Write here. Type @ for a person, [[ for an item.",
  style: "Text style",
  paragraph: "Text",
  heading2: "Heading",
  heading3: "Smaller heading",
  heading4: "Smallest heading",
  bold: "Strong",
  italic: "Emphasis",
  code: "Code",
  bulletList: "List",
  orderedList: "Numbered list",
  quote: "Quote",
  codeBlock: "Code block",
  rule: "Dividing line",
  link: "Link",
  picture: "Picture",
  table: "Table",
  callout: "Callout",
  calloutNone: "No callout",
  calloutNote: "Note",
  calloutGood: "Good to know",
  calloutAsk: "Needs attention",
  calloutBad: "Warning",
  undo: "Undo",
  redo: "Redo",
  rowBefore: "Add a row above",
  rowAfter: "Add a row below",
  rowRemove: "Remove this row",
  columnBefore: "Add a column before",
  columnAfter: "Add a column after",
  columnRemove: "Remove this column",
  headerRow: "Header row",
  tableRemove: "Remove the table",
  pictureDescribe: "Describe the picture",
  pictureRemove: "Remove the picture",
  caption: "Caption, if it needs one",
  linkTitle: "Link",
  linkAddress: "Address",
  linkAddressHint: "A web address, an e-mail address, or a place in Lubuk that begins with /.",
  linkText: "Text of the link",
  linkWrong: "Write an address that begins with https://, mailto: or /.",
  linkSave: "Set the link",
  linkRemove: "Remove the link",
  cancel: "Cancel",
  pictureTitle: "Describe the picture",
  pictureAlt: "What does it show?",
  pictureAltHint: "One sentence for people who can't see it.",
  pictureDecorative: "It is only decoration and says nothing",
  pictureAltMissing: "Write what the picture shows, or say that it is only decoration.",
  pictureInsert: "Put it in the text",
  pictureSave: "Keep the description",
  pictureSending: "The picture is being sent …",
  pictureFailed: "The picture was not sent. Check the network and try again.",
  found: "{count} found. Use the arrow keys and Enter.",
  foundNone: "Nobody and nothing found by that name.",
  people: "People",
  items: "Items",
};

export type Labels = typeof english;

export function readLabels(): Labels {
  const written = document.getElementById("editor-labels")?.textContent;
  return { ...english, ...(written ? (JSON.parse(written) as Partial<Labels>) : {}) };
}
