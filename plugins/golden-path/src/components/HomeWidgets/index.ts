export * from './WaitsForYou';
export * from './YourServices';
