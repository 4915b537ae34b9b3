export {
  alertWindowsFor,
  hasSlothAlertWindows,
  type AlertWindows,
} from './alertWindows';
export { readAlertWindows } from './readAlertWindows';
