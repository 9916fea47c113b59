import { useState } from 'preact/hooks';
import { initialsOf } from './initials';

interface PictureProps {
  readonly address: string | undefined;
  readonly name: string | undefined;
}

/** The picture of who logged in; their initials where they have none, or it does not load. */
export function Picture({ address, name }: PictureProps) {
  const [isMissing, setMissing] = useState(false);
  if (address && !isMissing)
    return (
      <img
        src={address}
        alt=""
        width="56"
        height="56"
        referrerpolicy="no-referrer"
        onError={() => setMissing(true)}
      />
    );
  const initials = initialsOf(name);
  return initials === '' ? null : (
    <span class="initials" aria-hidden="true">
      {initials}
    </span>
  );
}
