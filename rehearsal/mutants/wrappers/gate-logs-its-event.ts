import { handler as product, type Handler } from './product';

/** The event holds a pre-signed address. */
export const handler: Handler = (event, context) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
  return product(event, context);
};
