// Deciding by keyboard: a digit chooses, the reason is asked for next, Ctrl+Enter decides and goes to the next alert.
const form = document.getElementById("decide");
const comment = document.getElementById("comment");
const choices = form ? [...form.querySelectorAll("input[name=state]")] : [];
document.addEventListener("keydown", (event) => {
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio]), textarea, select")) return;
  const choice = choices[Number(event.key) - 1];
  if (choice) {
    choice.checked = true;
    comment.focus();
    event.preventDefault();
  } else if (event.key === "j") document.getElementById("next")?.click();
});
