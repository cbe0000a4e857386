// The page works without this. It copies text, and sends nothing.
"use strict";
document.querySelectorAll("[data-copy]").forEach(function (button) {
  var field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(field.value).then(function () {
      var said = button.parentElement.querySelector("[data-copied]");
      if (said) said.textContent = said.dataset.copied;
    });
  });
});
// Leaving a form whose text was changed and not sent is asked about by the browser.
document.querySelectorAll("form[data-unsaved]").forEach(function (form) {
  var changed = false;
  form.addEventListener("input", function () { changed = true; });
  form.addEventListener("submit", function () { changed = false; });
  window.addEventListener("beforeunload", function (event) { if (changed) event.preventDefault(); });
});
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("details").forEach(function (one) { if (!one.open) { one.dataset.shut = "1"; one.open = true; } });
});
window.addEventListener("afterprint", function () {
  document.querySelectorAll("details[data-shut]").forEach(function (one) { one.open = false; delete one.dataset.shut; });
});
