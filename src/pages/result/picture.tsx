import { useState } from 'preact/hooks';
import { initialsOf } from './initials';

interface PictureProps {
  readonly address: string | undefined;
  readonly name: string | undefined;
}

/** Who logged in, as they look; their initials where they have no picture, or it does not come. */
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
