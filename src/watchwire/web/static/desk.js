// On every page: the keys on "?", and how far reading has come while a form waits for it.
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
