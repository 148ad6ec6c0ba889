/**
 * Sets the theme before the first paint, and says that scripts run. The site's only inline script, so that a strict policy
 * can name it by its hash: change it and the hash changes.
 */
const code = `(function(){var r=document.documentElement;r.dataset.scripts="";try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")r.dataset.theme=t}catch(e){}})()`;

export function ThemeScript() {
  return <script>{code}</script>;
}
