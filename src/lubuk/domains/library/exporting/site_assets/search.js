/* Search over pages.js, for a site opened from a disk. Words are put in as text, never as HTML. */
(() => {
  const box = document.querySelector("#q");
  const results = document.querySelector("#results");
  const count = document.querySelector("#count");
  const form = box.form;
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const weights = { t: 8, w: 5, s: 3, k: 2, x: 1 };
  const pages = window.pages.map((page) => ({
    page,
    words: Object.fromEntries(Object.keys(weights).map((part) => [part, plain(page[part])])),
  }));

  const score = (words, asked) => {
    let total = 0;
    for (const word of asked) {
      let best = 0;
      for (const part in weights) if (words[part].includes(word)) best += weights[part];
      if (!best) return 0;
      total += best;
    }
    return total;
  };

  const row = ({ page }) => {
    const item = document.createElement("li");
    const kind = document.createElement("span");
    const link = document.createElement("a");
    const summary = document.createElement("p");
    kind.className = "kind";
    kind.textContent = page.k;
    link.href = page.a;
    link.textContent = page.t;
    summary.textContent = page.s;
    item.append(kind, link, summary);
    return item;
  };

  const search = () => {
    const asked = plain(box.value).split(/\s+/).filter(Boolean);
    document.body.classList.toggle("searching", asked.length > 0);
    const found = asked.length
      ? pages.map((one) => [score(one.words, asked), one]).filter(([points]) => points)
      : [];
    found.sort((one, other) => other[0] - one[0]);
    results.replaceChildren(...found.slice(0, 50).map(([, one]) => row(one)));
    count.textContent = asked.length ? (found.length ? `${count.dataset.found} ${found.length}` : count.dataset.none) : "";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  box.addEventListener("input", search);
  search();
})();
