import { expand, permissions, type Scope } from '../../bitbucket/scopes';
import { type MessageKey, t } from '../../extension/words/text';

/** The permissions to ask of Bitbucket; those that are needed cannot be left out. */
export function Permissions({
  chosen,
  needed,
  onChange,
}: {
  readonly chosen: readonly Scope[];
  readonly needed: readonly Scope[];
  readonly onChange: (scopes: Scope[]) => void;
}) {
  const all = expand(chosen);
  const groups = [...new Set(permissions.map((each) => each.group))];
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(isOn ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <fieldset class="group">
      <legend>{t('permissions')}</legend>
      {needed.length > 0 && <p class="help">{t('help_permissions')}</p>}
      <div class="permissions">
        {groups.map((group) => (
          <fieldset key={group}>
            <legend class="quiet">{group}</legend>
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
    </fieldset>
  );
}
