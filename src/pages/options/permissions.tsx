import { useState } from 'preact/hooks';
import {
  expand,
  loginScopes,
  onlyReads,
  permissionOf,
  permissions,
  type Scope,
} from '../../bitbucket/scopes';
import { isApiDashboard } from '../../dashboards';
import { type MessageKey, t } from '../../extension/words/text';
import { type Draft, filledIn } from '../../setup/profiles/draft';
import { Button } from '../../ui/button';

/** What is chosen unless somebody chooses something else. */
interface Preset {
  readonly name: MessageKey;
  readonly scopes: readonly Scope[];
}

/** The permissions that a login needs at the draft's dashboard, or the tool that is picked there. */
export function presetOf(draft: Draft): Preset {
  const scopes = isApiDashboard(draft.dashboard) ? undefined : filledIn(draft)?.scopes;
  return scopes ? { name: 'presetTool', scopes } : { name: 'presetLogin', scopes: loginScopes };
}

interface PermissionsProps {
  readonly chosen: readonly Scope[];
  /** They cannot be left out. */
  readonly needed: readonly Scope[];
  readonly preset: Preset;
  /** Only those that are needed are used for anything. */
  readonly isForLoginOnly: boolean;
  readonly onChange: (scopes: Scope[]) => void;
}

/** As Bitbucket's form calls it, below its heading. */
const nameOf = (scope: Scope): string => {
  const { group, label } = permissionOf(scope);
  return `${group}: ${label}`;
};

/**
 * The permissions to ask Bitbucket for. Those of the preset are named; all of them are folded below, as long as no others are
 * chosen. There is a warning for those that let somebody change something.
 */
export function Permissions(props: PermissionsProps) {
  const { chosen, needed, preset, isForLoginOnly, onChange } = props;
  const all = expand(chosen);
  const usual = expand(preset.scopes);
  const isUsual = all.length === usual.length && usual.every((scope) => all.includes(scope));
  const [isOpen, setOpen] = useState(!isUsual);
  const inFold = all.filter((scope) => !needed.includes(scope));
  const strong = all.filter((scope) => !onlyReads(scope)).map(nameOf);
  return (
    <fieldset class="group">
      <legend>{t('permissions')}</legend>
      {needed.length > 0 && <p class="help">{t('help_permissions')}</p>}
      <p class="chosen">
        {isUsual ? (
          <>
            <strong>{t(preset.name)}</strong> <span class="quiet">{usual.map(nameOf).join(' · ')}</span>
          </>
        ) : (
          <Button onPress={() => onChange([...preset.scopes])}>{t('presetBack', t(preset.name))}</Button>
        )}
      </p>
      <p class="warning" role="status">
        {strong.length > 0 && t('strongPermissions', strong.join(', '))}
      </p>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>{t(isForLoginOnly ? 'permissionsMore' : 'permissionsAll')}</span>
          {!isOpen && inFold.length > 0 && (
            <span class="quiet"> {t('permissionsChosen', String(inFold.length))}</span>
          )}
        </summary>
        <Boxes {...props} />
      </details>
    </fieldset>
  );
}

/** Every permission, below the heading that Bitbucket's form has for it. */
function Boxes({ chosen, needed, onChange }: PermissionsProps) {
  const all = expand(chosen);
  const groups = [...new Set(permissions.map((each) => each.group))];
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(isOn ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <div class="permissions">
      {groups.map((group) => (
        <fieldset key={group}>
          <legend>{group}</legend>
          {permissions
            .filter((each) => each.group === group)
            .map(({ scope, label }) => (
              <div key={scope}>
                <label class="choice">
                  <input
                    type="checkbox"
                    checked={all.includes(scope)}
                    disabled={needed.includes(scope) || (all.includes(scope) && !chosen.includes(scope))}
                    onChange={(event) => toggle(scope, event.currentTarget.checked)}
                  />
                  {label}
                </label>
                <p class="help">{t(`scope_${scope.replace(':', '_')}` as MessageKey)}</p>
              </div>
            ))}
        </fieldset>
      ))}
    </div>
  );
}
