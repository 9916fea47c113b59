import '../../ui/tokens.css';
import '../../ui/components.css';
import '../../ui/screens.css';
import '../popup/popup.css';
import './side.css';
import { showPage } from '../../ui/show-page';
import { Popup } from '../popup/popup';

showPage('title', <Popup isSide />);
