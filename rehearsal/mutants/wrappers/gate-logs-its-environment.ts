import { handler as product, type Handler } from './product';

/** The environment holds the keys of the role. */
export const handler: Handler = (event, context) => {
  process.stdout.write(`${JSON.stringify(process.env)}\n`);
  return product(event, context);
};
