"""The servers that the services stand on: a PostgreSQL for each, and the broker."""

from deploy.parts import IMAGES, Block, Service
from deploy.pieces import always, data_of, limits, often, secret_names

POSTGRES_SETTINGS = (
    "shared_buffers=128MB",
    "max_connections=200",
    "max_wal_size=1GB",
    "wal_compression=on",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "timezone=UTC",
    "log_timezone=UTC",
    # Advisory locks and many partitions in one transaction both take from this table.
    "max_locks_per_transaction=256",
)


def database(service: Service) -> Block:
    """The PostgreSQL of a service."""
    password = f"{service.name}_database_password"
    return {
        "image": IMAGES["postgres"],
        "user": "postgres",
        "command": ["postgres", *(f"--{each}" for each in POSTGRES_SETTINGS)],
        "environment": {
            "POSTGRES_USER": "postgres",
            "POSTGRES_DB": "postgres",
            "POSTGRES_PASSWORD_FILE": f"/run/secrets/{password}",
            # The server's own collation: it does not change under us with the image's.
            "POSTGRES_INITDB_ARGS": (
                "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C"
            ),
        },
        "secrets": secret_names(password),
        "volumes": [
            f"{service.name}-data:/var/lib/postgresql",
            "./deploy/postgres/make-role.sh:/docker-entrypoint-initdb.d/make-role.sh:ro",
        ],
        "networks": data_of(service),
        "healthcheck": {
            # Over TCP: while it is being made it listens on a socket only.
            "test": ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "postgres"],
            **often(start_period="120s"),
        },
        "shm_size": "128m",
        "stop_grace_period": "30s",
        **limits(service.database_memory),
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        **always(),
    }


def rabbitmq() -> Block:
    """The broker."""
    folder = "/etc/rabbitmq"
    return {
        "image": IMAGES["rabbitmq"],
        "user": "rabbitmq",
        # Its data is kept under the name of the node.
        "hostname": "rabbitmq",
        "secrets": [{"source": "rabbitmq.conf", "target": f"{folder}/conf.d/60-secrets.conf"}],
        "volumes": [
            "rabbitmq-data:/var/lib/rabbitmq",
            f"./deploy/rabbitmq/kilowatch.conf:{folder}/conf.d/50-kilowatch.conf:ro",
            f"./deploy/rabbitmq/advanced.config:{folder}/advanced.config:ro",
            f"./deploy/rabbitmq/enabled_plugins:{folder}/enabled_plugins:ro",
        ],
        # For meters. Nothing else of it is reached from outside.
        "ports": [
            "${KILOWATCH_METERS_HOST:-127.0.0.1}:${KILOWATCH_AMQP_PORT:-5672}:5672",
            "${KILOWATCH_METERS_HOST:-127.0.0.1}:${KILOWATCH_MQTT_PORT:-1883}:1883",
        ],
        "networks": ["outside", "broker"],
        "healthcheck": {
            # This port is opened last. Its own diagnostics would cost a second of CPU each time.
            "test": ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5672"],
            **often(start_period="120s"),
        },
        "stop_grace_period": "60s",
        **limits(1024),
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        **always(),
    }
