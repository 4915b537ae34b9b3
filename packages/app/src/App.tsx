import { createApp } from '@backstage/frontend-defaults';
import { createModule } from './modules/create';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

export default createApp({
  features: [navModule, homeModule, createModule, signInModule, themeModule],
});
