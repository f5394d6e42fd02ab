// Ask the server without its messages popping up: the caller shows them where the user is.
export function ask(method, args, freeze_message) {
	return new Promise((resolve, reject) => {
		frappe.call({
			method,
			args,
			silent: true,
			freeze: Boolean(freeze_message),
			freeze_message,
			callback: (response) => resolve(response.message),
			always: (response) => {
				if (!response || response.exc_type) reject(refusal_of(response));
			},
		});
	});
}

function refusal_of(response) {
	const messages = JSON.parse(response?._server_messages || "[]")
		.map((message) => JSON.parse(message))
		.filter((message) => message.message);
	if (!messages.length) {
		messages.push({
			message: __(
				"The server could not be reached. What you typed is kept; please try again.",
			),
		});
	}
	return { messages, exc_type: response?.exc_type };
}
