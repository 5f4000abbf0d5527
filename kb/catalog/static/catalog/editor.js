// Beside django-markdownx's editor: leaves Tab to the browser, offers a file picker, and shows a refusal of the server
// as what it is instead of writing "Invalid response" into the text.

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.matches(".markdownx-editor")) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

function enhance(root) {
  const editor = root.querySelector(".markdownx-editor");
  const status = root.querySelector("[data-editor-status]");
  const picker = root.querySelector("[data-editor-picker]");
  const input = picker.querySelector("input");

  const refuse = (answer, value, start, end) => {
    editor.value = value;
    editor.setSelectionRange(start, end);
    status.textContent = (answer && answer.error) || status.dataset.failed;
  };

  root.addEventListener("markdownx.fileUploadError", (event) => {
    const [value, start, end] = [editor.value, editor.selectionStart, editor.selectionEnd];
    setTimeout(() => refuse(event.detail[0], value, start, end));
  });
  root.addEventListener("markdownx.fileUploadEnd", () => {
    status.textContent = "";
  });

  picker.hidden = false;
  input.addEventListener("change", async () => {
    const [value, start, end] = [editor.value, editor.selectionStart, editor.selectionEnd];
    const data = new FormData();
    data.append("image", input.files[0]);
    data.append("csrfmiddlewaretoken", editor.form.querySelector("[name=csrfmiddlewaretoken]").value);
    let answer = null;
    try {
      const response = await fetch(editor.dataset.markdownxUploadUrlsPath, { method: "POST", body: data });
      answer = await response.json();
    } catch {
      answer = null;
    }
    input.value = "";
    if (answer && answer.image_code) {
      status.textContent = "";
      editor.setRangeText(answer.image_code, start, end, "end");
      editor.dispatchEvent(new Event("input"));
      editor.focus();
    } else {
      refuse(answer, value, start, end);
    }
  });
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".markdownx").forEach(enhance));
