// Frappe's realtime server, at our own address only: by itself it listens to the whole network.
const net = require("node:net");
const path = require("node:path");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...more) {
	return listen.call(this, port, process.env.DINAS_HOST, ...more);
};
require(path.join(process.env.FRAPPE_BENCH_ROOT, "apps/frappe/socketio.js"));
