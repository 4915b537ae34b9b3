export * from './intentFromForm';
