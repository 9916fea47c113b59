import '../../ui/tokens.css';
import '../../ui/components.css';
import '../../ui/screens.css';
import './welcome.css';
import { showPage } from '../../ui/show-page';
import { Welcome } from './welcome';

showPage('welcomeTitle', <Welcome />);
