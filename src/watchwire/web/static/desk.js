// On every page: the keys on "?", how far reading has come while a form waits for it, and what a phone has no room for.
const dialog = document.getElementById("keys");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "?" && dialog) {
    event.preventDefault();
    dialog.open ? dialog.close() : dialog.showModal();
  } else if (event.key === "/" && !dialog?.open) {
    event.preventDefault();
    document.querySelector(".bar input[type=search]")?.focus();
  }
});
document.getElementById("keys-open")?.addEventListener("click", () => dialog.showModal());
document.querySelectorAll("form[data-reading]").forEach((form) => form.addEventListener("submit", () => {
  const told = document.getElementById("reading");
  if (!told) return;
  told.hidden = false;
  const line = told.querySelector("span");
  const begun = Date.now();
  setInterval(async () => {
    try {
      const load = await (await fetch("/api/reading")).json();
      const seconds = Math.round((Date.now() - begun) / 1000);
      line.textContent = `Reading for ${seconds} s; ${load.mine} of yours and ${load.waiting} in all wait.`;
    } catch { line.textContent = "Reading…"; }
  }, 1000);
}));
const phone = matchMedia("(max-width: 44rem)");
// A row of a table becomes a card with the heads as labels: nothing has to be pushed sideways on a phone.
document.querySelectorAll(".scroll > table").forEach((table) => {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  if (!heads.length) return;
  table.classList.add("cards");
  table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, k) => { cell.dataset.head = heads[k] ?? ""; }));
});
const fold = () => document.querySelectorAll("details.fold").forEach((node) => { node.open = !phone.matches; });
phone.addEventListener("change", fold);
fold();
