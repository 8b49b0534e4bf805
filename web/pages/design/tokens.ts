export interface Token {
  /** Without the two dashes. */
  name: string;
  value: string;
}

/** The tokens of web/ui/tokens.css as the browser holds them; with a look, as that theme sets them over the light one. */
export function readTokens(look: 'light' | 'dark' = 'light'): Token[] {
  const tokens = new Map<string, string>();
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule) || !/^:root/.test(rule.selectorText)) continue;
      if (look === 'light' && rule.selectorText.includes('dark')) continue;
      for (const property of rule.style) if (property.startsWith('--')) tokens.set(property.slice(2), rule.style.getPropertyValue(property).trim());
    }
  return [...tokens].map(([name, value]) => ({ name, value }));
}
