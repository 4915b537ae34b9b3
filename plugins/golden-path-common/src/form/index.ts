export * from './intentFromForm';
export * from './preview';
export * from './grants';
