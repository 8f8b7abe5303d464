/** Accounts: why a password is rejected, by the service's reason. */
export const accountsEn = {
  passwordReasons: {
    length: "A password needs 8 to 256 characters.",
    characters: "This password contains a character that can't be typed reliably. Leave it out.",
    blank: "A password can't be only spaces.",
    repetitive: "This password repeats the same few characters. Choose a more varied one.",
    sequence: "This password is a sequence, such as 12345678. Choose something less regular.",
    username: "Your password can't be your username, or your username with a little added.",
    product: "Your password can't be the name of this platform, or its name with a little added.",
    common:
      "This is one of the most common passwords, so it's easily guessed. Three or four unrelated words make a good one.",
  } as Record<string, string>,
  passwordHint: "At least 8 characters. Three or four unrelated words are good.",
  loginsBusy: (seconds: number) =>
    `Many people are logging in right now. Try again in ${seconds} s.`,
  registrationClosed: "No account yet? An administrator can create one for you.",
};
