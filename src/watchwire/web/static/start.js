// A file that is dropped on the box, or pasted, is sent like one that was chosen.
const drop = document.querySelector(".drop");
const file = document.getElementById("file");
if (drop && file) {
  for (const kind of ["dragover", "dragenter"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const text = event.dataTransfer.getData("text/plain");
    if (event.dataTransfer.files.length) { file.files = event.dataTransfer.files; drop.closest("form").requestSubmit(); }
    else if (text) document.getElementById("text").value = text;
  });
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    file.files = event.clipboardData.files;
    drop.closest("form").requestSubmit();
  });
}
