import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import { EDITOR_KEYS, EDITOR_LOOKS, FONT_SIZES, INDENTS, changeEditorSettings, indentOf, useEditorSettings, type EditorKeys, type EditorLook } from '../hooks/use-editor-settings.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { SelectField } from '../ui/field.js';
import { hasOwnTemplate, keepTemplate } from '../util/templates.js';
import './editor-settings.css';

const LOOK_WORD: Record<EditorLook, MessageDescriptor> = { page: msg`As the page`, light: msg`Light`, dark: msg`Dark`, contrast: msg`High contrast` };
const KEYS_WORD: Record<EditorKeys, MessageDescriptor> = { plain: msg`Usual`, vim: msg({ message: 'Vim', context: 'text editor' }), emacs: msg({ message: 'Emacs', context: 'text editor' }) };
/** Keys as they are written on keyboards. */
const SHORTCUTS: [string[], MessageDescriptor][] = [
  [['Ctrl', 'Enter'], msg`Submit`],
  [['Ctrl', 'S'], msg`Save the draft`],
  [['Ctrl', 'F'], msg`Find and replace`],
  [['Ctrl', '/'], msg`Comment out, and back`],
  [['Esc', 'Tab'], msg`Leave the editor: first one key, then the other`],
];

/** How the editor is to be. Everything holds at once and is kept in this browser. `text`: what could become the person's template. */
export function EditorSettings({ language, user, text, onClose }: { language: OfferedLanguage; user: string; text: string; onClose: () => void }): ReactElement {
  const settings = useEditorSettings();
  const { _ } = useLingui();
  const { name } = language;
  return (
    <Dialog title={t`Editor`} onClose={onClose}>
      <div className="editor-settings">
        <SelectField label={t`Keys`} value={settings.keys} onChange={({ target }) => changeEditorSettings({ keys: EDITOR_KEYS.find((each) => each === target.value) ?? 'plain' })}>
          {EDITOR_KEYS.map((each) => (
            <option key={each} value={each}>
              {_(KEYS_WORD[each])}
            </option>
          ))}
        </SelectField>
        <SelectField label={t`Theme`} value={settings.look} onChange={({ target }) => changeEditorSettings({ look: EDITOR_LOOKS.find((each) => each === target.value) ?? 'page' })}>
          {EDITOR_LOOKS.map((each) => (
            <option key={each} value={each}>
              {_(LOOK_WORD[each])}
            </option>
          ))}
        </SelectField>
        <SelectField label={t`Size of letters`} value={settings.fontSize} onChange={({ target }) => changeEditorSettings({ fontSize: Number(target.value) })}>
          {FONT_SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </SelectField>
        <SelectField label={t`Long lines`} value={settings.wrap ? 'wrap' : 'scroll'} onChange={({ target }) => changeEditorSettings({ wrap: target.value === 'wrap' })}>
          <option value="scroll">{t`Scroll sideways`}</option>
          <option value="wrap">{t`Go on in the next line`}</option>
        </SelectField>
        <SelectField
          label={t`Indentation in ${name}`}
          value={indentOf(settings, language.id)}
          onChange={({ target }) => changeEditorSettings({ indent: { ...settings.indent, [language.id]: INDENTS.find((each) => each === target.value) ?? '4' } })}
        >
          {INDENTS.map((each) => (
            <option key={each} value={each}>
              {each === 'tab' ? t`Tabs` : t`${each} spaces`}
            </option>
          ))}
        </SelectField>
      </div>
      <OwnTemplate language={language} user={user} text={text} />
      <dl className="editor-shortcuts">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={keys.join(' ')}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{_(what)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button className="button">
          <Trans>Close</Trans>
        </button>
      </form>
    </Dialog>
  );
}

function OwnTemplate({ language, user, text }: { language: OfferedLanguage; user: string; text: string }): ReactElement {
  const [own, setOwn] = useState(() => hasOwnTemplate(user, language.id));
  const [said, setSaid] = useState('');
  const { name } = language;
  function keep(next: string | null) {
    const kept = keepTemplate(user, language.id, next);
    setOwn(hasOwnTemplate(user, language.id));
    setSaid(!kept ? t`This browser keeps nothing.` : next === null ? t`New programs begin with the usual template again.` : t`New programs in ${name} begin with this one.`);
  }
  return (
    <div className="stack tight">
      <div className="row">
        {text.trim() === '' ? null : (
          <Button compact onClick={() => keep(text)}>
            <Trans>Save as my template</Trans>
          </Button>
        )}
        {own ? (
          <Button compact onClick={() => keep(null)}>
            <Trans>Forget my template</Trans>
          </Button>
        ) : null}
      </div>
      <span className="soft small" role="status">
        {said}
      </span>
    </div>
  );
}
