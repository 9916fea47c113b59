import '../../ui/tokens.css';
import '../../ui/components.css';
import '../../ui/screens.css';
import '../parts/parts.css';
import './result.css';
import { showPage } from '../../ui/show-page';
import { Result } from './result';

showPage('title', <Result />);
