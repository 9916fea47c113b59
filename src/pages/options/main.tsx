import '../../ui/tokens.css';
import '../../ui/components.css';
import '../../ui/screens.css';
import '../parts/parts.css';
import './options.css';
import { showPage } from '../../ui/show-page';
import { Options } from './options';

showPage('settingsTitle', <Options />);
