/** @jsxImportSource react */
import { type ReactNode, useState } from 'react';
import { tellPopUp } from './dashboard-api';
import { useParts } from './parts';
import { say, start } from './start';

const tour =
  start.settings.generation === 'classic'
    ? { title: 'A new navigation is here', buttons: ['Try now', 'Maybe later'] }
    : { title: 'Meet your new navigation', buttons: ['Show me'] };

/** What lies over every page: none of it is needed to go on, and only a person should answer it. */
export function PopUps(): ReactNode {
  const { Press, Card } = useParts();
  const [isTourOpen, setTourOpen] = useState(start.settings.popUps);
  const [isBannerOpen, setBannerOpen] = useState(start.settings.popUps);
  const press = (label: string, close: (isOpen: boolean) => void) => {
    void tellPopUp(label);
    close(false);
  };
  return (
    <>
      {isTourOpen && (
        <div className="tour" role="dialog" aria-label={say(tour.title)}>
          <Card title={say(tour.title)}>
            {tour.buttons.map((each) => (
              <Press key={each} label={say(each)} onPress={() => press(each, setTourOpen)} />
            ))}
          </Card>
        </div>
      )}
      {isBannerOpen && (
        <section className="banner" aria-label="Cookies">
          {say('We use cookies.')}{' '}
          <Press
            label={say('Accept All')}
            look="primary"
            onPress={() => press('Accept All', setBannerOpen)}
          />
        </section>
      )}
    </>
  );
}
