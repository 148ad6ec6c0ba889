"use client";

/** Chosen or, where nothing was chosen, what the system asks for. */
function currentTheme(): "light" | "dark" {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function switchTheme(): void {
  const theme = currentTheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // A browser that keeps nothing shows the choice until the next page.
  }
}

/** Light or dark paper. The choice stays in this browser; without one the system decides. */
export function ThemeSwitch() {
  return (
    <button
      type="button"
      className="needs-scripts min-w-11 cursor-pointer justify-center"
      onClick={switchTheme}
      title="Light or dark"
    >
      <span className="sr-only">Switch between light and dark</span>
      <svg aria-hidden="true" viewBox="0 0 20 20" width="18" height="18">
        <circle cx="10" cy="10" r="7.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor" />
      </svg>
    </button>
  );
}
