import '../ui/tokens.css';
import '../ui/components.css';
import './result.css';
import { showPage } from '../ui/page';
import { Result } from './result';

showPage('title', <Result />);
