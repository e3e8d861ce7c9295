const NOT_PERMITTED = "This account lacks the role. Only governance can grant it.";
const BUG = "This can't happen through the SDK. Please report it with the transaction's data.";

/** What to do about the errors of OpenZeppelin, Solady and Solidity itself. */
export const LIBRARY_ADVICE = {
  Error: "The contract gave its own reason.",
  Panic: "The contract came upon a state that it holds impossible. Please report it.",

  ERC20InsufficientAllowance:
    'The spender may not take that much. Approve it, or pass `approve: "exact"`.',
  ERC20InsufficientBalance: "The sender has too few tokens. Top it up or send less.",
  ERC20InvalidApprover: BUG,
  ERC20InvalidReceiver: "The token can't be sent to this address. Check the receiver.",
  ERC20InvalidSender: BUG,
  ERC20InvalidSpender: "Name a spender; the zero address can't spend.",
  ERC20ExceededSafeSupply: BUG,
  ERC2612ExpiredSignature: "The permit's deadline has passed. Sign again.",
  ERC2612InvalidSigner: "The permit was not signed by the owner for the present nonce. Sign again.",
  ERC3009InvalidAuthorizationTime:
    "The payment authorization is not valid now. Use it between its two times, or sign again.",
  ERC3009InvalidSignature:
    "The payer did not sign this authorization. Check asset, reference and amount.",
  ERC3009UsedAuthorization: "This authorization was used or cancelled already. Sign another.",
  ERC5805FutureLookup: "Votes can be read for times in the past only.",
  VotesExpiredSignature: "The delegation's deadline has passed. Sign again.",
  CheckpointUnorderedInsertion: BUG,
  ERC6909InsufficientAllowance:
    "The spender may not move that many units. Have the holder approve it.",
  ERC6909InsufficientBalance: "The sender has fewer units. Read unitsOf.",
  ERC6909InvalidApprover: BUG,
  ERC6909InvalidReceiver:
    "Units can't go to the zero address. To give them to the asset, call bindUnits.",
  ERC6909InvalidSender: BUG,
  ERC6909InvalidSpender: "Name a spender; the zero address can't spend.",
  SafeERC20FailedOperation:
    "The token refused the transfer. Check balance, allowance and whether the token blocks an account.",

  AccountBalanceOverflow: BUG,
  BalanceQueryForZeroAddress: "Name an account; the zero address owns nothing.",
  NotOwnerNorApproved: "Sign with the token's owner, or let the owner approve this account first.",
  TokenAlreadyExists: BUG,
  TokenDoesNotExist: "There is no such asset or licence. Check the id and the network.",
  TransferFromIncorrectOwner: "The sender does not own the token. Read who does.",
  TransferToNonERC721ReceiverImplementer: "The receiving contract does not take ERC-721 tokens.",
  TransferToZeroAddress: "Name a receiver; assets and licences can't be sent to the zero address.",

  AccessControlBadConfirmation: "An account renounces its own roles only.",
  AccessControlUnauthorizedAccount: NOT_PERMITTED,
  AccessManagedInvalidAuthority: "The address is no AccessManager.",
  AccessManagedRequiredDelay:
    "The call must be scheduled at the AccessManager and wait for its delay.",
  AccessManagedUnauthorized: NOT_PERMITTED,
  AccessManagerAlreadyScheduled: "The operation is scheduled already. Wait for its time.",
  AccessManagerBadConfirmation: "An account renounces its own roles only.",
  AccessManagerExpired: "The scheduled operation was not executed in time. Schedule it again.",
  AccessManagerInvalidInitialAdmin: "Name an admin; the zero address can't be one.",
  AccessManagerLockedFunction: "This function's permissions can't be changed.",
  AccessManagerLockedRole: "This role can't be changed.",
  AccessManagerNotReady: "The scheduled operation's delay has not passed. Wait.",
  AccessManagerNotScheduled: "Nobody scheduled this operation, or it was executed already.",
  AccessManagerUnauthorizedAccount: NOT_PERMITTED,
  AccessManagerUnauthorizedCall: NOT_PERMITTED,
  AccessManagerUnauthorizedCancel: NOT_PERMITTED,
  AccessManagerUnauthorizedConsume: NOT_PERMITTED,
  TimelockInsufficientDelay: "Schedule with at least the timelock's minimum delay.",
  TimelockInvalidOperationLength: "Give as many targets as values and payloads.",
  TimelockUnauthorizedCaller: "Only the timelock itself does this, through a proposal.",
  TimelockUnexecutedPredecessor: "Another operation must be executed first.",
  TimelockUnexpectedOperationState:
    "The operation is not in the state that this needs. Read its state.",

  OwnableInvalidOwner: "Name an account; the zero address can't own this.",
  OwnableUnauthorizedAccount: "Only the owner does this. Sign with it.",

  ECDSAInvalidSignature: "The signature is malformed. Sign again.",
  ECDSAInvalidSignatureLength: "The signature is malformed: 65 bytes are expected. Sign again.",
  ECDSAInvalidSignatureS: "The signature is malleable and refused. Sign with a current wallet.",
  InvalidAccountNonce: "The signature was made for another nonce. Sign again.",
  InvalidShortString: BUG,
  StringTooLong: BUG,
  AddressEmptyCode: "There is no contract at this address. Check the address and the network.",
  FailedCall: "The called contract failed without a reason. Can the receiver take the native coin?",
  FailedDeployment: "The contract could not be deployed. Is it there already?",
  InsufficientBalance: "The contract has too little of the native coin for this.",
  ReentrancyGuardReentrantCall:
    "A token or receiver called back during the call, which is refused.",
  SafeCastOverflowedIntToUint: BUG,
  SafeCastOverflowedUintDowncast: "The amount is larger than the contract can store. Use less.",
  SafeCastOverflowedUintToInt: BUG,
} as const;
