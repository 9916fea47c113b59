import '../../ui/tokens.css';
import '../../ui/components.css';
import '../../ui/screens.css';
import './popup.css';
import { showPage } from '../../ui/show-page';
import { Popup } from './popup';

showPage('title', <Popup />);
