const AMQP_PORT = 5672;
const HEALTH_PORT = 5300;

/** Where `/health` is served when nobody says: on the usual port beside the usual AMQP port, else nowhere. */
export function defaultHealthPort(amqpPort: number): number | undefined {
  return amqpPort === AMQP_PORT ? HEALTH_PORT : undefined;
}
