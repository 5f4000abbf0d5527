// Puts the reader's choice of light or dark in force as early as can be without holding the page up.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's choice stands.
}
