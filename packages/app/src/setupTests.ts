import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// What a test waits for may take its time on a machine that others use too.
configure({ asyncUtilTimeout: 15_000 });
