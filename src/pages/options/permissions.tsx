import { useState } from 'preact/hooks';
import { expand, permissions, type Scope } from '../../bitbucket/scopes';
import { type MessageKey, t } from '../../extension/words/text';

interface PermissionsProps {
  readonly chosen: readonly Scope[];
  readonly needed: readonly Scope[];
  /** Nothing is made of any but those that are needed: the rest is folded away, as long as none of it is chosen. */
  readonly isForLoginOnly: boolean;
  readonly onChange: (scopes: Scope[]) => void;
}

/** The permissions to ask of Bitbucket; those that are needed cannot be left out. */
export function Permissions(props: PermissionsProps) {
  const { chosen, needed, isForLoginOnly } = props;
  const [isOpen] = useState(() => chosen.some((scope) => !needed.includes(scope)));
  return (
    <fieldset class="group">
      <legend>{t('permissions')}</legend>
      {needed.length > 0 && <p class="help">{t('help_permissions')}</p>}
      {isForLoginOnly ? (
        <details open={isOpen}>
          <summary>{t('permissionsMore')}</summary>
          <Boxes {...props} />
        </details>
      ) : (
        <Boxes {...props} />
      )}
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
  );
}
