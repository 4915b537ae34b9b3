import type { RequestHandler } from 'express';
import type { InFlight } from '../services/InFlight';

/** Answers to changes reach their caller before the server stops; changes that come later are refused. */
export function finishedBeforeStopping(inFlight: InFlight): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      next();
      return;
    }
    try {
      inFlight.requireUp();
    } catch (error) {
      res.setHeader('Retry-After', '10');
      next(error);
      return;
    }
    void inFlight.run(
      () =>
        new Promise<void>(resolve => {
          res.once('close', resolve);
        }),
    );
    next();
  };
}
